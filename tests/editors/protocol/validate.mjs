// Holds every recorded message of the server against the protocol: validate.mjs SCHEMA.json RECORDING.jsonl…
// One result per kind of message; also what a schema cannot say: answers to requests that were asked, once each,
// requests only where the client said it can take them, ranges the right way round, diagnostics by one way only.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const [schemaFile, ...recordings] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile));
// TypeScript knows only numbers; the protocol says integers.
schema.definitions.integer = { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
schema.definitions.uinteger = { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 };
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'root', ...schema });

const validators = new Map();
function validator(group, method) {
  const key = `${group} ${method}`;
  if (!validators.has(key)) {
    const known = schema.definitions[group].properties[method];
    const pointer = method.replaceAll('~', '~0').replaceAll('/', '~1');
    validators.set(
      key,
      known ? ajv.compile({ $ref: `root#/definitions/${group}/properties/${encodeURIComponent(pointer)}` }) : undefined,
    );
  }
  return validators.get(key);
}

// Requests of the server and the capability without which a client may not get them.
const needs = {
  'client/registerCapability': () => true,
  'client/unregisterCapability': () => true,
  'workspace/configuration': (c) => c.workspace?.configuration,
  'workspace/workspaceFolders': (c) => c.workspace?.workspaceFolders,
  'workspace/applyEdit': (c) => c.workspace?.applyEdit,
  'workspace/diagnostic/refresh': (c) => c.workspace?.diagnostics?.refreshSupport,
  'workspace/inlayHint/refresh': (c) => c.workspace?.inlayHint?.refreshSupport,
  'workspace/codeLens/refresh': (c) => c.workspace?.codeLens?.refreshSupport,
  'window/workDoneProgress/create': (c) => c.window?.workDoneProgress,
  'window/showMessageRequest': () => true,
};
// Without params.
const bare = new Set(['workspace/workspaceFolders', 'workspace/diagnostic/refresh', 'workspace/inlayHint/refresh', 'workspace/codeLens/refresh']);

const kinds = new Map();
function count(kind, problems, message) {
  const entry = kinds.get(kind) ?? { seen: 0, problems: [] };
  kinds.set(kind, entry);
  entry.seen += 1;
  for (const problem of problems) {
    entry.problems.push(`${problem}\n    in ${JSON.stringify(message).slice(0, 400)}`);
  }
}

function schemaProblems(group, method, value) {
  const check = validator(group, method);
  if (!check) return [`${method} is not listed in messages.ts`];
  return check(value) ? [] : check.errors.map((e) => `${e.instancePath || '/'} ${e.message}`).slice(0, 5);
}

/** Ranges that end before they start, wherever they are in a message. */
function backward(value) {
  if (!value || typeof value !== 'object') return [];
  const { start, end } = value;
  const here =
    start?.line !== undefined && end?.line !== undefined &&
    (start.line > end.line || (start.line === end.line && start.character > end.character));
  return [...(here ? ['a range ends before it starts'] : []), ...Object.values(value).flatMap(backward)];
}

function registrationProblems(params, capabilities) {
  return (params?.registrations ?? [])
    .filter(({ method }) => {
      const [area, name] = method.split('/');
      return area !== 'notebookDocument' && !capabilities[area]?.[name]?.dynamicRegistration;
    })
    .map(({ method }) => `${method} is registered, but the client did not offer that`);
}

for (const file of recordings) {
  const asked = new Map();
  const served = new Set();
  const pulled = new Set();
  let capabilities;
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { from, message } = JSON.parse(line);
    if (from === 'client') {
      // A second initialize is refused, so the first one counts.
      if (message.method === 'initialize') capabilities ??= message.params?.capabilities ?? {};
      if (message.method === 'textDocument/diagnostic') pulled.add(message.params?.textDocument?.uri);
      if (message.method && 'id' in message) asked.set(message.id, message.method);
      continue;
    }
    const envelope = message.jsonrpc === '2.0' ? [] : ['jsonrpc is not 2.0'];
    const strange = Object.keys(message).filter((k) => !['jsonrpc', 'id', 'method', 'params', 'result', 'error'].includes(k));
    envelope.push(...strange.map((k) => `unknown member ${k}`));
    if (message.method) {
      const problems = bare.has(message.method) ? [] : schemaProblems('Params', message.method, message.params);
      if ('id' in message) {
        if (!needs[message.method]) problems.push('an unexpected request');
        else if (!needs[message.method](capabilities ?? {})) problems.push('the client did not offer to take it');
        if (message.method === 'client/registerCapability') problems.push(...registrationProblems(message.params, capabilities ?? {}));
      }
      if (message.method === 'textDocument/publishDiagnostics' && message.params?.diagnostics?.length) served.add(message.params.uri);
      count(`${'id' in message ? 'request' : 'notification'} ${message.method}`, [...envelope, ...problems, ...backward(message.params)], message);
    } else if (message.error) {
      const fine = Number.isInteger(message.error.code) && typeof message.error.message === 'string';
      if ('result' in message) envelope.push('both a result and an error');
      asked.delete(message.id);
      count('error answers', fine ? envelope : [...envelope, 'an error needs a code and a message'], message);
    } else {
      const method = asked.get(message.id);
      asked.delete(message.id);
      if (!method) count('answers', ['an answer to nothing that was asked'], message);
      else count(`answer to ${method}`, [...envelope, ...schemaProblems('Results', method, message.result), ...backward(message.result)], message);
    }
  }
  for (const uri of served) if (pulled.has(uri)) count('diagnostics', [`pushed and pulled for ${uri}`], {});
}

let passed = 0;
let failed = 0;
for (const [kind, { seen, problems }] of [...kinds].sort()) {
  if (problems.length === 0) {
    passed += 1;
    console.log(`  ok    ${kind} (${seen})`);
  } else {
    failed += 1;
    console.log(`  FAIL  ${kind}: ${problems.length} of ${seen}`);
    for (const problem of [...new Set(problems)].slice(0, 5)) console.log(`  - ${problem}`);
  }
}
if (kinds.size === 0) {
  failed += 1;
  console.log('  FAIL  nothing was recorded');
}
console.log(`messages: ${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
