import { credentials, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import protocol, {
  type CheckResponse,
  type ConfigureResponse,
  type DiffResponse,
  type ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { type MarkedValues, marshal, unmarshal } from "../../../local/engine/marshal.ts";
import type { ProviderOptions } from "../../../local/provider/options.ts";
import { serveProvider } from "../../../local/provider/serve.ts";

export interface Created {
  readonly id: string;
  readonly outputs: MarkedValues;
}

type Answer<Response> = (error: ServiceError | null, response: Response) => void;

/** Asks a provider over a socket, as the engine does. */
export class ProviderClient {
  readonly #client: InstanceType<typeof services.ResourceProviderClient>;
  readonly #close: () => Promise<void>;

  private constructor(port: number, close: () => Promise<void>) {
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.#close = close;
  }

  static async start(options: ProviderOptions): Promise<ProviderClient> {
    const { port, close } = await serveProvider(options);
    return new ProviderClient(port, close);
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#close();
  }

  configure(config: MarkedValues): Promise<ConfigureResponse> {
    const request = new protocol.ConfigureRequest().setArgs(marshal(config));
    return this.#ask((done) => this.#client.configure(request, done));
  }

  check(urn: string, news: MarkedValues, olds?: MarkedValues, seed = "seed"): Promise<CheckResponse> {
    const request = new protocol.CheckRequest()
      .setUrn(urn)
      .setNews(marshal(news))
      .setRandomseed(Buffer.from(seed).toString("base64"));
    if (olds !== undefined) request.setOlds(marshal(olds));
    return this.#ask((done) => this.#client.check(request, done));
  }

  diff(urn: string, before: Created & { readonly inputs: MarkedValues }, news: MarkedValues): Promise<DiffResponse> {
    const request = new protocol.DiffRequest()
      .setUrn(urn)
      .setId(before.id)
      .setOlds(marshal(before.outputs))
      .setOldInputs(marshal(before.inputs))
      .setNews(marshal(news));
    return this.#ask((done) => this.#client.diff(request, done));
  }

  /** Checks and creates. */
  async make(urn: string, inputs: MarkedValues, seed?: string): Promise<Created & { readonly inputs: MarkedValues }> {
    const checked = await this.check(urn, inputs, undefined, seed);
    const [failure] = checked.getFailuresList();
    if (failure !== undefined) throw new Error(failure.getReason());
    const settled = unmarshal(checked.getInputs(), urn);
    return { ...(await this.create(urn, settled)), inputs: settled };
  }

  async create(urn: string, inputs: MarkedValues, preview = false): Promise<Created> {
    const request = new protocol.CreateRequest().setUrn(urn).setProperties(marshal(inputs)).setPreview(preview);
    const response = await this.#ask<protocol.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: unmarshal(response.getProperties(), urn) };
  }

  async update(
    urn: string,
    id: string,
    news: MarkedValues,
    olds: MarkedValues = {},
    preview = false,
  ): Promise<MarkedValues> {
    const request = new protocol.UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setNews(marshal(news))
      .setOlds(marshal(olds))
      .setPreview(preview);
    const response = await this.#ask<protocol.UpdateResponse>((done) => this.#client.update(request, done));
    return unmarshal(response.getProperties(), urn);
  }

  async delete(urn: string, id: string): Promise<void> {
    const request = new protocol.DeleteRequest().setUrn(urn).setId(id);
    await this.#ask((done) => this.#client.delete(request, done));
  }

  read(urn: string, id: string): Promise<ReadResponse> {
    const request = new protocol.ReadRequest().setUrn(urn).setId(id);
    return this.#ask((done) => this.#client.read(request, done));
  }

  async invoke(token: string, args: MarkedValues, preview = false): Promise<MarkedValues> {
    const request = new protocol.InvokeRequest().setTok(token).setArgs(marshal(args)).setPreview(preview);
    const response = await this.#ask<protocol.InvokeResponse>((done) => this.#client.invoke(request, done));
    return unmarshal(response.getReturn(), token);
  }

  async version(): Promise<string> {
    const info = await this.#ask<{ getVersion(): string }>((done) =>
      this.#client.getPluginInfo(new empty.Empty(), done),
    );
    return info.getVersion();
  }

  handshake(): Promise<unknown> {
    return this.#ask((done) => this.#client.handshake(new protocol.ProviderHandshakeRequest(), done));
  }

  #ask<Response>(call: (done: Answer<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
      call((error, response) => (error === null ? resolve(response) : reject(error)));
    });
  }
}
