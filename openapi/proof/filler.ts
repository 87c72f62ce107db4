/** What stands in a witness path where a template has a wildcard; a literal of its own by chance does no harm. */
export const FILLER = "w0";
