import type { DoorName } from "../../openapi/compilation.ts";
import type { SettingsReader } from "./reader.ts";
import { choices } from "./rules.ts";
import type { Settings } from "./settings.ts";

const rule = { pattern: new RegExp(`^(${choices.doors.join("|")})$`), allowed: choices.doors.join(", ") };

/** Reads which doors the stack has, which of them is on its way out, and what the main one demands. */
export function readDoors(settings: SettingsReader): Pick<Settings, "doors" | "retiringDoors" | "mainDoor"> {
  const named = settings.list("doors", rule) as DoorName[];
  const doors: DoorName[] = named.length > 0 || Array.isArray(settings.raw("doors")) ? named : ["main"];
  if (!doors.includes("main")) {
    settings.report("doors", "leaves out the door whose URL was handed out", "[main] or [main, second]");
  }
  const retiringDoors = settings.list("retiringDoors", rule) as DoorName[];
  for (const door of retiringDoors) {
    if (door === "main") settings.report("retiringDoors", "the main door is never given up", "second", door);
    else if (!doors.includes(door))
      settings.report("retiringDoors", "names a door the stack no longer has", doors.join(", "), door);
  }
  return {
    doors: doors.toSorted(),
    retiringDoors,
    mainDoor: settings.choice("mainDoor", choices.mainDoor, "key"),
  };
}
