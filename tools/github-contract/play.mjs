// Plays the life of pull requests with a GitHub of our own and with one that is not, each behind the proxy that holds
// every exchange against GitHub's document. Exit 1 on a request outside it, or where a life differs from what is promised.
//   node play.mjs PHANTOM [FILTER]
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {version} from './document.mjs';
import {emulator, sandbox} from './worlds.mjs';
import {report} from './report.mjs';

const [phantom, filter = ''] = process.argv.slice(2);
const broken = [];

async function life(world, folder) {
  const {person, seen, environment} = world;
  const check = (what, holds, found) => {
    console.log(`  ${holds ? 'ok  ' : 'FAIL'} ${what}${holds ? '' : `: ${JSON.stringify(found)}`}`);
    if (!holds) broken.push(`${world.name}: ${what}`);
  };
  const command = async (...args) => {
    const began = seen.length;
    const said = await run(args, folder, environment);
    check(`phantom ${args.join(' ')}`.replaceAll(folder + '/', ''), said.status === 0, said.text.slice(-600));
    return {writes: seen.slice(began).filter(e => e.method !== 'GET' && e.name.includes('/repos/')).map(e => e.name)};
  };
  const pulls = async () => (await person('GET', '/pulls?state=all&per_page=100')).sort((a, b) => a.number - b.number);
  const proposals = async state => (await pulls()).filter(p => p.state === state && !p.head.ref.startsWith('phantom/rules/'));
  const rule = async prefix => (await pulls()).find(p => p.head.ref.startsWith(`phantom/rules/${prefix}`));
  const comments = number => person('GET', `/issues/${number}/comments?per_page=100`);
  const branch = name => person('GET', `/git/ref/heads/${name}`);
  const merge = number => person('PUT', `/pulls/${number}/merge`, {});

  await command('doctor');

  const asIssue = join(folder, 'as-issue.yaml');
  writeFileSync(asIssue, readFileSync(environment.PHANTOM_CONFIG, 'utf8').replace('mode: ready', 'mode: issue'));
  await command('run', '--config', asIssue);
  const digests = async () => (await person('GET', '/issues?state=open&per_page=100')).filter(i => !i.pull_request);
  check('mode issue opens one digest issue', (await digests()).length === 1, await digests());

  await command('run');
  const opened = await proposals('open');
  check('a run opens pull requests', opened.length > 1, opened.length);
  check('each is labelled', opened.every(p => p.labels.some(l => l.name === 'phantom')), opened.map(p => p.labels));
  const reviewed = opened.filter(p => p.requested_reviewers.some(r => r.login === 'robin')).length;
  check('owners are asked for a review', reviewed > 0, reviewed);

  const again = await command('run');
  check('a second run writes nothing', again.writes.length === 0, again.writes);

  const [merged] = opened;
  await merge(merged.number);
  await command('run');
  const main = (await branch('main')).object.sha;
  const rest = await proposals('open');
  const parents = await Promise.all(rest.map(async p => (await person('GET', `/git/commits/${(await branch(p.head.ref)).object.sha}`)).parents[0].sha));
  check('after a merge the rest stand on the new base', rest.length > 0 && parents.every(p => p === main), {main, parents});
  check('what was merged is not proposed again', !rest.some(p => p.head.ref === merged.head.ref), rest.map(p => p.head.ref));

  const [kept, refused] = rest;
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const order = await person('POST', `/issues/${kept.number}/comments`, {body: `/phantom keep until ${until} "the partner needs it"`});
  await command('run');
  const keep = await rule(`keep-${order.id}`);
  check('an order to keep becomes a rule in a pull request', keep?.state === 'open', keep);

  await merge(keep.number);
  await command('run');
  const gone = (await pulls()).find(p => p.number === kept.number);
  check('once kept, its pull request is closed', gone.state === 'closed' && !gone.merged_at, gone.state);
  check('with a comment', (await comments(kept.number)).length > 1, await comments(kept.number));
  check('and its branch is deleted', await branch(kept.head.ref) === undefined, kept.head.ref);

  await person('PATCH', `/pulls/${refused.number}`, {state: 'closed'});
  await command('run');
  const no = (await pulls()).filter(p => p.head.ref === refused.head.ref);
  check('closed by hand is a no', no.length === 1 && no[0].state === 'closed', no.map(p => p.state));

  await command('adopt');
  const adopted = await rule('adopt');
  check('adopt proposes its list', adopted?.state === 'open', adopted);
  await merge(adopted.number);
  await command('run');
  check('what was adopted is proposed no more', (await proposals('open')).length === 0, (await proposals('open')).map(p => p.head.ref));
  const last = await command('run');
  check('and the last run writes nothing', last.writes.length === 0, last.writes);
}

async function run(args, folder, environment) {
  const options = args[0] === 'run' ? ['--quiet', '--out', join(folder, 'out')] : [];
  const child = spawn(phantom, [...args, ...options], {cwd: folder, env: {...clean(), ...environment}, stdio: ['ignore', 'ignore', 'pipe']});
  let text = '';
  child.stderr.on('data', said => text += said);
  const [status] = await once(child, 'close');
  return {status, text};
}

/** The environment without a real credential or endpoint. */
const clean = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|GITHUB|GH|DD|ANTHROPIC|PHANTOM_(?!JAVA))_/.test(name)));

console.log(`GitHub's OpenAPI document: @octokit/openapi ${version}`);
for (const [id, start] of Object.entries({sandbox, emulator})) {
  if (!id.includes(filter)) continue;
  const folder = mkdtempSync(join(tmpdir(), 'phantom-contract-'));
  const world = await start(phantom, folder);
  console.log(`\n${world.name}`);
  try {
    await life(world, folder);
  } catch (e) {
    broken.push(`${world.name}: ${e.message}`);
    console.log(`  FAIL ${e.stack}`);
  } finally {
    await world.close();
    rmSync(folder, {recursive: true});
  }
  broken.push(...report(world, id === 'sandbox'));
}
console.log(broken.length ? `\n${broken.length} broken:\n  ${broken.join('\n  ')}` : '\nnothing broken');
process.exit(broken.length ? 1 : 0);
