/** A header that a consumer cannot hand to the service as it is. */
interface TakenHeader {
  readonly name: RegExp;
  readonly google: string;
  readonly fix: string;
}

const rename = "give the header another name";

/** @see gateway-semantics §2.5, §3.7, §4.4, §5.4, §5.5, §6 */
const taken: readonly TakenHeader[] = [
  {
    name: /^authorization$/,
    google: "puts its own ID token there and moves the consumer's to `X-Forwarded-Authorization`",
    fix: "leave the parameter out; the service finds the verified token's claims in `X-Apigateway-Api-Userinfo`",
  },
  {
    name: /^x-forwarded-authorization$/,
    google: "overwrites it with the consumer's `Authorization` where there is one, and else passes a forged one on",
    fix: rename,
  },
  {
    name: /^x-apigateway-/,
    google: "sets it from the credential it checked, and passes a forged one on where it checks none",
    fix: rename,
  },
  {
    name: /^x-http-method-override$/,
    google: "takes its value for the method, routes and judges by that, and removes the header",
    fix: "leave the parameter out and describe the method itself",
  },
  {
    name: /^x-serverless-authorization$/,
    google: "passes it on, and Cloud Run then judges by it instead of by the gateway's ID token and answers 401",
    fix: rename,
  },
  { name: /^host$/, google: "replaces it with the service's host name", fix: "leave the parameter out" },
  { name: /^x-forwarded-for$/, google: "appends the caller's address to it", fix: "leave the parameter out" },
  { name: /^x-envoy-/, google: "removes it or sets it itself", fix: rename },
  { name: /^(x-goog-|x-google-|x-cloud-trace-context$)/, google: "keeps such names to itself", fix: rename },
];

/** What becomes of a header, where a consumer's own does not arrive. */
export function takenHeader(name: string): Pick<TakenHeader, "google" | "fix"> | undefined {
  const lower = name.toLowerCase();
  const found = taken.find((header) => header.name.test(lower));
  return found && { google: found.google, fix: found.fix };
}
