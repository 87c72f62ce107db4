/** What may be asked for: the real engine where there is one, that one and no other, or none. */
export const engineChoices = ["auto", "pulumi", "in-process"] as const;

export type EngineChoice = (typeof engineChoices)[number];
