import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, HARD_LIMIT_SECONDS, parseDuration } from "../../credentials/duration.ts";

describe("parseDuration", () => {
  it.each([
    ["30d", 2_592_000],
    ["12h", 43_200],
    ["90m", 5_400],
    ["2w", 1_209_600],
    ["366d", HARD_LIMIT_SECONDS],
    [" 7D ", 604_800],
  ])("reads %s as %i seconds", (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each([
    ["0", "duration_not_positive"],
    ["0d", "duration_not_positive"],
    ["-1d", "duration_not_positive"],
    ["forever", "duration_endless"],
    ["never", "duration_endless"],
    ["367d", "duration_over_limit"],
    ["53w", "duration_over_limit"],
    ["999999999w", "duration_over_limit"],
    ["1y", "duration_unreadable"],
    ["1.5d", "duration_unreadable"],
    ["30", "duration_unreadable"],
    ["30 days", "duration_unreadable"],
    ["", "duration_unreadable"],
    ["1e3d", "duration_unreadable"],
    ["9999999999d", "duration_unreadable"],
    [30, "duration_unreadable"],
    [0, "duration_not_positive"],
    [null, "duration_unreadable"],
    [undefined, "duration_unreadable"],
    [{ days: 3 }, "duration_unreadable"],
  ])("refuses %j as %s", (value, code) => {
    expect(() => parseDuration(value)).toThrow(expect.objectContaining({ code }));
  });

  it("says what was seen and what the limit is", () => {
    expect(() => parseDuration("31d", 30 * 86_400)).toThrow("31d is longer than the limit of 30d");
  });

  it("reads back what formatDuration writes, for every whole minute up to the limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: HARD_LIMIT_SECONDS / 60 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes * 60))).toBe(minutes * 60);
      }),
    );
  });

  it("never takes text for an endless or negative time", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let seconds = 1;
        try {
          seconds = parseDuration(text);
        } catch {
          return;
        }
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(HARD_LIMIT_SECONDS);
      }),
    );
  });
});

describe("formatDuration", () => {
  it.each([
    [86_400, "1d"],
    [90_000, "25h"],
    [5_400, "90m"],
    [61, "61s"],
    [0, "0s"],
  ])("writes %i seconds as %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
