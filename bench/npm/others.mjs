// Other tools on the files that Phantom compares. Both diff two documents; neither knows what AWS fills in or equates.
//   node others.mjs TOOL SAFE LIVE        compares once and says how many resources differ
//   node others.mjs warm FOLDER...        reads and compares over and over; prints a Markdown table
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const tools = {
  // templates, resource by resource, property by property
  '@aws-cdk/cloudformation-diff': async () => {
    const {fullDiff} = await import('@aws-cdk/cloudformation-diff');
    return (safe, live) => fullDiff(safe, live).resources.differenceCount;
  },
  // JSON documents; elements of lists by position or, as here, by value
  jsondiffpatch: async () => {
    const {create} = await import('jsondiffpatch');
    const differ = create({objectHash: JSON.stringify});
    return (safe, live) => Object.keys(differ.diff(safe, live)?.Resources ?? {}).length;
  },
};

const read = file => JSON.parse(readFileSync(file, 'utf8'));
const once = (compare, safe, live) => compare(read(safe), read(live));

const [what, ...files] = process.argv.slice(2);
if (what !== 'warm') {
  console.log(once(await tools[what](), ...files));
} else {
  console.log('| warm, one thread: reading and comparing | resources | said to differ | calls | min ms | median ms | max ms |');
  console.log('|---|---|---|---|---|---|---|');
  for (const [name, load] of Object.entries(tools)) {
    const compare = await load();
    const {version} = createRequire(import.meta.url)(`./node_modules/${name}/package.json`);
    for (const folder of files) {
      const call = () => once(compare, `${folder}/safe.json`, `${folder}/live.json`);
      const count = Object.keys(read(`${folder}/safe.json`).Resources).length;
      const differ = call();
      const samples = [];
      const began = performance.now();
      while (samples.length < 3 || (samples.length < 25 && performance.now() - began < 20_000)) {
        const start = performance.now();
        call();
        samples.push(performance.now() - start);
      }
      samples.sort((a, b) => a - b);
      const figures = [samples[0], samples[samples.length >> 1], samples.at(-1)].map(ms => ms.toFixed(1));
      console.log(`| \`${name}\` ${version} | ${[count, differ].map(n => n.toLocaleString('en')).join(' | ')} | ${samples.length} | ${figures.join(' | ')} |`);
    }
  }
}
