/** How a description is made up. */
export interface LargeDescription {
  /** A multiple of four. */
  readonly operations: number;
  /** Operations that name a scheme nobody defined. */
  readonly mistakes?: number;
}

const policies = ["[{key: []}, {own: []}]", "[{key: []}]", "[{own: []}]"];
const statuses = ["200", "400", "401", "403", "404", "500"];

const head = `openapi: 3.0.4
info:
  title: Large
  version: 1.0.0
servers:
  - url: https://api.example.com/v1
components:
  securitySchemes:
    key:
      type: apiKey
      in: header
      name: x-api-key
    own:
      type: http
      scheme: bearer
  schemas:
`;

/** An OpenAPI 3 description in YAML, 3.7 kB for each operation: as verbose as generated ones are, and without a mistake. */
export function largeDescription({ operations, mistakes = 0 }: LargeDescription): string {
  const resources = Array.from({ length: operations / 4 }, (_, index) => index);
  const isWrong = (index: number) => index < mistakes;
  const paths = resources.map((index) => resource(index, (nth) => isWrong(index * 4 + nth)));
  return `${head}${resources.map(schema).join("")}paths:\n${paths.join("")}`;
}

function schema(index: number): string {
  const field = (nth: number) => `        field${nth}:
          type: string
          description: >-
            The field number ${nth} of resource ${index}, told with a sentence: long enough
            to be folded, as people's tools do.
          example: value-${nth}
          maxLength: 200
          pattern: ^[a-z0-9-]+$
`;
  return `    Resource${index}:
      type: object
      required:
        - field0
        - field1
      properties:
${Array.from({ length: 14 }, (_, nth) => field(nth)).join("")}`;
}

function resource(index: number, isWrong: (nth: number) => boolean): string {
  const op = (method: string, name: string, nth: number) => operation(method, name, index, nth, isWrong(nth));
  return `  /resources${index}:
${op("get", "list", 0)}${op("post", "create", 1)}  /resources${index}/{id}:
    parameters:
      - name: id
        in: path
        required: true
        schema:
          type: string
${op("get", "read", 2)}${op("delete", "remove", 3)}`;
}

function operation(method: string, name: string, index: number, nth: number, isWrong: boolean): string {
  const body = `      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: '#/components/schemas/Resource${index}'
            examples:
              one:
                value:
                  field0: a
                  field1: b
`;
  const response = (status: string) => `        '${status}':
          description: Answer ${status} of the operation
          headers:
            x-request-id:
              schema:
                type: string
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Resource${index}'
`;
  return `    ${method}:
      operationId: ${name}${index}
      summary: ${name} resource ${index}
      description: |
        What this operation does with the resource, in a line or two of prose.
        And another line: with a colon, so that parsers have something to think about.
      tags:
        - group${index % 50}
      security: ${isWrong ? "[{kye: []}]" : policies[(index + nth) % policies.length]}
      parameters:
        - name: limit
          in: query
          description: How many at most
          schema:
            type: integer
            minimum: 1
            maximum: 100
            default: 20
        - name: cursor
          in: query
          schema:
            type: string
        - name: x-trace
          in: header
          schema:
            type: string
            format: uuid
${method === "post" ? body : ""}      responses:
${statuses.map(response).join("")}`;
}
