/** Oldest Pulumi CLI that the program is meant for. */
export const oldestCli = "3.240.0";
