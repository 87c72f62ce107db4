import { Command, InvalidArgumentError } from "commander";
import { printJson } from "../terminal/print-json.ts";
import { yellow } from "../terminal/style.ts";

interface DiscoverOptions {
  readonly name: string;
  readonly audience?: string;
  readonly swagger?: boolean;
  readonly json?: boolean;
}

/** `latchkey issuer …`: identity providers whose tokens an API takes. */
export function issuerCommand(): Command {
  return new Command("issuer").description("external issuers of tokens").addCommand(discoverCommand());
}

function discoverCommand(): Command {
  return new Command("discover")
    .description("ask an identity provider for its issuer and key set, and print the scheme to paste")
    .argument("<url>", "the issuer, exactly as it stands in `iss`, e.g. https://id.example.com/")
    .option("--name <scheme>", "name of the security scheme", "external")
    .option("--audience <audience>", "what its tokens carry in `aud` for this API", audience)
    .option("--swagger", "for a Swagger 2.0 description instead of OpenAPI 3")
    .option("--json", "print issuer, JWKS URL, keys, warnings and scheme for machines")
    .addHelpText(
      "after",
      `
Fetches <issuer>/.well-known/openid-configuration and the key set it names, once each, over https alone. Issuer and JWKS
URL are printed as they are served: the gateway compares the issuer byte for byte. Exit code 1 when there is no such
document or it names another issuer; what is odd about the keys is a warning.

Examples:
  npx latchkey issuer discover https://accounts.google.com --name google --audience my-api
  npx latchkey issuer discover https://id.example.com/ --swagger
  npx latchkey issuer discover https://id.example.com/ --json | jq -r .jwksUri`,
    )
    .action(async (url: string, { name, audience = "AUDIENCE", swagger, json }: DiscoverOptions) => {
      const { discoverIssuer } = await import("../issuer/discover-issuer.ts");
      const { issuerScheme, schemeText } = await import("../issuer/issuer-scheme.ts");
      const issuer = await discoverIssuer(url);
      const scheme = issuerScheme(issuer, { name, audience, swagger });
      if (json) return printJson({ ...issuer, scheme });
      process.stdout.write(schemeText(scheme));
      for (const warning of issuer.warnings) process.stderr.write(`${yellow("warning:")} ${warning}\n`);
      if (audience === "AUDIENCE")
        process.stderr.write("replace AUDIENCE by what the issuer puts into `aud` for this API\n");
    });
}

function audience(text: string): string {
  if (!/^[\x21-\x2b\x2d-\x7e]+$/.test(text)) throw new InvalidArgumentError("no spaces and no commas.");
  return text;
}
