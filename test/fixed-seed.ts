import fc from "fast-check";

/** CI judges a change and no other day's luck; everywhere else each run tries new values. */
if (process.env.CI) fc.configureGlobal({ seed: 20_261_124 });
