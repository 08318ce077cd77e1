// Asks the TOML engine of Even Better TOML what it makes of a rules file.
//
//   node taplo.mjs SCHEMA FILE LINE CHARACTER
//
// prints, as JSON, the findings of its validation and the labels it offers at that place
// (both from 0), once the schema is at work.
import taplo from "@taplo/lsp";
import { readFileSync, existsSync } from "node:fs";
import { isAbsolute } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { TaploLsp } = taplo;
const [schema, file, line, character] = process.argv.slice(2);
const uri = pathToFileURL(file).href;
const config = {
  evenBetterToml: {
    schema: {
      enabled: true,
      associations: { ".*\\.toml$": pathToFileURL(schema).href },
      catalogs: [],
      cache: { memoryExpiration: 0, diskExpiration: 0 },
      links: false,
    },
    taplo: { configFile: { enabled: false } },
    completion: { maxKeys: 5 },
    syntax: { semanticTokens: false },
    rules: [],
    formatter: {},
  },
};
const environment = {
  now: () => new Date(),
  envVar: () => undefined,
  envVars: () => [],
  stdErrAtty: () => false,
  stdin: process.stdin,
  stdout: async (bytes) => bytes.length,
  stderr: async (bytes) => bytes.length,
  glob: () => [],
  readFile: async (path) => new Uint8Array(readFileSync(path)),
  writeFile: async () => {},
  urlToFilePath: (url) => (url.startsWith("file:") ? fileURLToPath(url) : "/"),
  isAbsolute: (path) => isAbsolute(path),
  cwd: () => process.cwd(),
  findConfigFile: () => undefined,
  fetch: { fetch, Headers, Request, Response },
};
let published = [];
let waiting = new Map();
const lsp = await TaploLsp.initialize(environment, {
  onMessage(message) {
    if (message.method === "textDocument/publishDiagnostics") {
      published = message.params.diagnostics;
    } else if (message.method === "workspace/configuration") {
      const result = message.params.items.map(() => config.evenBetterToml);
      lsp.send({ jsonrpc: "2.0", id: message.id, result });
    } else if (message.id !== undefined && message.method) {
      lsp.send({ jsonrpc: "2.0", id: message.id, result: null });
    } else if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result ?? message.error);
    }
  },
});
let last = 0;
function ask(method, params) {
  const id = ++last;
  return new Promise((answer) => {
    waiting.set(id, answer);
    lsp.send({ jsonrpc: "2.0", id, method, params });
  });
}
const tell = (method, params) => lsp.send({ jsonrpc: "2.0", method, params });

await ask("initialize", {
  processId: null,
  rootUri: pathToFileURL(process.cwd()).href,
  capabilities: { workspace: { configuration: true } },
  initializationOptions: { configurationSection: "evenBetterToml" },
  workspaceFolders: [{ uri: pathToFileURL(process.cwd()).href, name: "unit" }],
});
tell("initialized", {});
await new Promise((done) => setTimeout(done, 300));
const text = readFileSync(file, "utf8");
tell("textDocument/didOpen", {
  textDocument: { uri, languageId: "toml", version: 1, text },
});
await new Promise((done) => setTimeout(done, 500));
let offered = null;
for (let tries = 0; tries < 20; tries++) {
  offered = await ask("textDocument/completion", {
    textDocument: { uri },
    position: { line: Number(line), character: Number(character) },
  });
  const items = offered?.items ?? offered;
  if (Array.isArray(items) && items.length > 0) break;
  await new Promise((done) => setTimeout(done, 300));
}
const items = offered?.items ?? offered ?? [];
const labels = Array.isArray(items) ? items.map((item) => item.label) : [];
const findings = published.map((d) => ({ line: d.range.start.line, message: d.message }));
console.log(JSON.stringify({ labels, findings }));
process.exit(0);
