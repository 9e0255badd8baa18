// Where the life cycle is played: the embedded world with its own GitHub, and with a GitHub that we did not write.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {dirname, join, relative} from 'node:path';
import {createInterface} from 'node:readline';
import {createEmulator} from 'emulate';
import {proxy} from './proxy.mjs';

const REPOSITORY = {owner: 'acme', name: 'infra'};
const PERSON = 'robin';

/** Starts `phantom demo --serve`; its environment, and how to end it. */
async function served(phantom, folder) {
  const child = spawn(phantom, ['demo', '--serve', '--out', join(folder, 'world')], {stdio: ['ignore', 'pipe', 'inherit']});
  const environment = {};
  for await (const line of createInterface({input: child.stdout})) {
    const [, name, value] = /^export (\w+)='(.*)'$/.exec(line) ?? [];
    if (name) environment[name] = value;
    if (name === 'PHANTOM_HISTORY') break;
  }
  if (!environment.PHANTOM_HISTORY) throw new Error('phantom demo --serve did not start');
  return {environment, close: async () => {
    child.kill();
    await once(child, 'exit');
  }};
}

/** Requests of a person, past the proxy. */
const hands = (origin, token) => async (method, path, body) => {
  const answer = await fetch(`${origin}/repos/${REPOSITORY.owner}/${REPOSITORY.name}${path}`, {
    method, headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}, body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok && answer.status !== 404) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return answer.ok ? JSON.parse(text || '{}') : undefined;
};

async function committed(person, tree, message) {
  const parent = (await person('GET', '/git/ref/heads/main')).object.sha;
  const {sha: base_tree} = (await person('GET', `/git/commits/${parent}`)).tree;
  const made = await person('POST', '/git/trees', {base_tree, tree});
  const commit = await person('POST', '/git/commits', {message, tree: made.sha, parents: [parent]});
  await person('PATCH', '/git/refs/heads/main', {sha: commit.sha});
}

const text = (path, content) => ({path, mode: '100644', type: 'blob', content});
const OWNERS = text('.github/CODEOWNERS', `* @${PERSON}\n`);

/** Our own stand-in, with a token. */
export async function sandbox(phantom, folder) {
  const {environment, close} = await served(phantom, folder);
  const upstream = environment.PHANTOM_GITHUB_URL;
  const person = hands(upstream, environment.GITHUB_TOKEN);
  await committed(person, [OWNERS], 'owners');
  const between = await proxy(upstream);
  return {
    name: 'the sandbox, with a token', seen: between.seen, person,
    environment: {...environment, PHANTOM_GITHUB_URL: between.origin},
    close: () => { between.close(); return close(); },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const seed = {
  tokens: {[PERSON]: {login: PERSON, scopes: ['repo']}},
  github: {
    users: [{login: PERSON}],
    orgs: [{login: REPOSITORY.owner, members: [{login: PERSON, role: 'admin'}]}],
    repos: [{...REPOSITORY, default_branch: 'main', private: true, auto_init: true}],
    apps: [{
      app_id: 4242, slug: 'phantom', name: 'Phantom', events: [],
      permissions: {metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write', checks: 'write'},
      installations: [{installation_id: 77, account: REPOSITORY.owner, repository_selection: 'all'}],
    }],
  },
};

const files = folder => readdirSync(folder).flatMap(name => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? files(path) : [path];
});

/** The `emulate` package's GitHub, with a GitHub App. */
export async function emulator(phantom, folder) {
  const {environment: {GITHUB_TOKEN, ...environment}, close} = await served(phantom, folder);
  const github = await createEmulator({service: 'github', port: await freePort(), seed});
  const person = hands(github.url, PERSON);
  const safe = dirname(environment.PHANTOM_CONFIG); // what the embedded GitHub starts with
  await committed(person, [OWNERS, ...files(safe).map(path => text(relative(safe, path), readFileSync(path, 'utf8')))], 'the safe state');
  const key = join(folder, 'app.pem');
  writeFileSync(key, github.generatedSecrets.find(s => s.kind === 'github.app_private_key').value, {mode: 0o600});
  const between = await proxy(github.url);
  return {
    name: 'the emulator, as a GitHub App', seen: between.seen, person,
    environment: {...environment, PHANTOM_GITHUB_URL: between.origin, PHANTOM_GITHUB_APP_ID: '4242', PHANTOM_GITHUB_APP_KEY_FILE: key},
    close: async () => { between.close(); await github.close(); await close(); },
  };
}
