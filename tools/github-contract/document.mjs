// GitHub's own OpenAPI document, and what in an exchange it does not have.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import Ajv from 'ajv/dist/2019.js';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);
const manifest = require.resolve('@octokit/openapi/package.json');
const document = JSON.parse(readFileSync(manifest.replace('package.json', 'generated/api.github.com.json'), 'utf8'));
export const version = JSON.parse(readFileSync(manifest, 'utf8')).version;

const VERBS = ['get', 'put', 'post', 'delete', 'patch'];
const JSON_TYPE = /^application\/(.+\+)?json\b/;

const resolved = node => node.$ref
  ? resolved(node.$ref.slice(2).split('/').reduce((at, key) => at[key.replace(/~1/g, '/').replace(/~0/g, '~')], document))
  : node;

const operations = Object.entries(document.paths).flatMap(([path, item]) => VERBS.filter(verb => item[verb]).map(verb => {
  const parameters = [...(item.parameters ?? []), ...(item[verb].parameters ?? [])].map(resolved);
  return {verb, path, parameters, shape: item[verb], segments: path.slice(1).split('/'), name: `${verb.toUpperCase()} ${path}`};
}));

const spans = (operation, name) =>
  operation.parameters.some(p => p.in === 'path' && p.name === name && p['x-multi-segment']);

// The values of the path's parameters; one that the document lets span segments takes the rest, slashes and all.
function bind(operation, given) {
  const values = {};
  const {segments} = operation;
  for (let i = 0, at = 0; i < segments.length; i++) {
    const name = /^\{(.+)\}$/.exec(segments[i])?.[1];
    if (at >= given.length) return null;
    if (!name) {
      if (segments[i] !== given[at++]) return null;
    } else {
      const end = spans(operation, name) ? given.length - (segments.length - 1 - i) : at + 1;
      if (end <= at) return null;
      values[name] = decodeURIComponent(given.slice(at, end).join('/'));
      at = end;
    }
    if (i === segments.length - 1 && at !== given.length) return null;
  }
  return values;
}

const literals = operation => operation.segments.filter(s => !s.startsWith('{')).length;

/** The operation of a request and the values in its path; undefined where GitHub's document has none. */
export function operation(method, pathname) {
  const given = pathname.slice(1).split('/');
  return operations
    .filter(o => o.verb === method.toLowerCase())
    .map(o => ({operation: o, values: bind(o, given)}))
    .filter(found => found.values)
    .sort((a, b) => literals(b.operation) - literals(a.operation))[0];
}

/** The path with every `/` inside a parameter written as %2F. */
export const encoded = ({operation, values}) =>
  '/' + operation.segments.map(s => s.startsWith('{') ? encodeURIComponent(values[s.slice(1, -1)]) : s).join('/');

const COMPOSED = ['allOf', 'anyOf', 'oneOf'];
const declares = s => {
  const there = resolved(s);
  return there.properties !== undefined || COMPOSED.some(key => there[key]?.some(declares));
};

// OpenAPI 3.0's dialect as JSON Schema. `closed`: a property that the document does not name is an error. `partial`: one
// that is left out is none.
function schema(source, rules, defs, whole = true) {
  const close = out => rules.closed && whole && declares(source) ? {...out, unevaluatedProperties: false} : out;
  if (source.$ref) {
    const key = source.$ref.replace(/\W+/g, '.');
    if (!(key in defs)) {
      defs[key] = {};
      defs[key] = schema(resolved(source), rules, defs, false);
    }
    return close({$ref: `#/$defs/${key}`});
  }
  const out = {...source};
  for (const key of ['nullable', 'example', 'examples', 'discriminator', 'readOnly', 'default']) delete out[key];
  if (source.properties) {
    out.properties = Object.fromEntries(Object.entries(source.properties).map(([k, v]) => [k, schema(v, rules, defs)]));
  }
  if (source.items) out.items = schema(source.items, rules, defs);
  if (typeof source.additionalProperties === 'object') out.additionalProperties = schema(source.additionalProperties, rules, defs);
  for (const key of COMPOSED) {
    if (source[key]) out[key] = source[key].map(s => schema(s, rules, defs, false));
  }
  if (source.not) out.not = schema(source.not, {}, defs, false);
  if (rules.partial) {
    delete out.required;
    if (out.oneOf) {
      out.anyOf = out.oneOf;
      delete out.oneOf;
    }
  }
  const shaped = close(out);
  return source.nullable ? {anyOf: [shaped, {type: 'null'}]} : shaped;
}

const compiled = new Map();
function validator(source, rules, key) {
  if (!compiled.has(key)) {
    const ajv = new Ajv({strict: false, allErrors: true, logger: false, coerceTypes: rules.coerced ?? false});
    formats.default ? formats.default(ajv) : formats(ajv);
    const defs = {};
    const root = schema(source, rules, defs);
    compiled.set(key, ajv.compile({...root, $defs: defs}));
  }
  return compiled.get(key);
}

function faults(source, value, rules, key) {
  const check = validator(source, rules, key);
  return check(value) ? [] : check.errors.map(e =>
    `${e.instancePath || '/'} ${e.message}${e.params.unevaluatedProperty ? `: ${e.params.unevaluatedProperty}` : ''}`);
}

function body(operation, type, bytes) {
  const wanted = operation.shape.requestBody && resolved(operation.shape.requestBody);
  if (!wanted) return bytes.length ? ['a body, and the document has none'] : [];
  if (!bytes.length) return wanted.required ? ['no body, and the document requires one'] : [];
  const media = wanted.content['application/json'];
  if (!media || !JSON_TYPE.test(type ?? '')) return [`a body of type ${type}; the document has ${Object.keys(wanted.content)}`];
  return faults(media.schema, JSON.parse(bytes), {closed: true}, `${operation.name} body`).map(f => `body ${f}`);
}

/** What of a request the document does not have, in words. */
export function requestFaults({operation, values}, query, type, bytes) {
  const found = [];
  for (const name of new Set(query.keys())) {
    if (!operation.parameters.some(p => p.in === 'query' && p.name === name)) found.push(`query parameter ${name} is not in the document`);
  }
  for (const parameter of operation.parameters.filter(p => ['path', 'query'].includes(p.in))) {
    const given = parameter.in === 'path' ? values[parameter.name] : query.get(parameter.name);
    if (given === null || given === undefined) {
      if (parameter.required) found.push(`${parameter.in} parameter ${parameter.name} is missing`);
      continue;
    }
    const value = {value: resolved(parameter.schema).type === 'array' ? given.split(',') : given};
    const holder = {type: 'object', properties: {value: parameter.schema}};
    found.push(...faults(holder, value, {coerced: true}, `${operation.name} ${parameter.in} ${parameter.name}`)
      .map(f => `${parameter.in} parameter ${parameter.name} ${f.replace('/value ', '')}`));
  }
  return [...found, ...body(operation, type, bytes)];
}

/** What of an answer the document does not have; `missing`: required properties that the answer leaves out. */
export function answerFaults({operation}, status, type, bytes) {
  if (status === 304 && operation.verb === 'get') return {wrong: [], missing: []}; // HTTP's own, for a conditional read
  const there = operation.shape.responses[status] ?? operation.shape.responses.default;
  if (!there) return {wrong: [`status ${status} is not in the document`], missing: []};
  const media = resolved(there).content?.['application/json'];
  if (!media?.schema || !bytes.length || !JSON_TYPE.test(type ?? '')) return {wrong: [], missing: []};
  const value = JSON.parse(bytes);
  const key = `${operation.name} ${status}`;
  return {
    wrong: faults(media.schema, value, {partial: true}, `${key} partial`),
    missing: faults(media.schema, value, {}, key).filter(f => f.includes('required property')),
  };
}
