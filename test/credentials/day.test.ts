import { describe, expect, it } from "vitest";
import { dayStartSeconds, parseDay } from "../../credentials/day.ts";

describe("parseDay", () => {
  it.each([
    ["2027-01-31", "2027-01-31"],
    ["2028-02-29", "2028-02-29"],
    ["2027-01-31 00:00:00 +0000 UTC", "2027-01-31"],
  ])("reads %s", (value, day) => {
    expect(parseDay(value)).toBe(day);
  });

  it.each([
    ["2027-02-29"],
    ["2027-13-01"],
    ["2027-1-31"],
    ["31.01.2027"],
    ["2027-01-31T12:00:00Z"],
    ["tomorrow"],
    [""],
    [20270131],
    [null],
  ])("refuses %j", (value) => {
    expect(parseDay(value)).toBeUndefined();
  });
});

describe("dayStartSeconds", () => {
  it("is midnight in UTC, whatever the machine's zone", () => {
    expect(dayStartSeconds("2027-01-31")).toBe(1_801_353_600);
  });
});
