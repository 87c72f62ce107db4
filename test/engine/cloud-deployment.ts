import { type CloudObject, type CloudState, everything } from "../../local/cloud/state.ts";
import { type DeployedResource, type Deployment, readDeployment } from "../../local/deployment.ts";

/** What a cloud serves, whoever made it: also what is half replaced, or what nobody manages any more. */
export function cloudDeployment(state: CloudState): Deployment {
  return readDeployment({ resources: everything(state).map(asResource), outputs: {} });
}

/** A cloud knows no parents; the door's resources carry its name. */
function asResource({ type, name, id, inputs, outputs }: CloudObject): DeployedResource {
  return { urn: name, parent: `::${name.replace(/-(api|config|gateway)$/, "")}`, type, id, inputs, outputs };
}
