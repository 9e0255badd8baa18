// What must be refused is refused; a check that lets everything through would call every client right.
import {deepEqual, equal, match} from 'node:assert/strict';
import test from 'node:test';
import {answerFaults, encoded, operation, requestFaults} from './document.mjs';

const REPO = '/repos/acme/infra';
const faults = (method, path, body) => {
  const url = new URL(`http://127.0.0.1${path}`);
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  return requestFaults(operation(method, url.pathname), url.searchParams, 'application/json', bytes).join('\n');
};

test('slashes of a ref, a path and a branch are written as %2F', () => {
  const at = path => encoded(operation('GET', REPO + path));
  equal(at('/git/ref/heads/phantom/x'), `${REPO}/git/ref/heads%2Fphantom%2Fx`);
  equal(at('/contents/stacks/a b.yaml'.replace(' ', '%20')), `${REPO}/contents/stacks%2Fa%20b.yaml`);
  equal(at('/branches/phantom/x'), `${REPO}/branches/phantom%2Fx`);
  equal(at('/compare/main...phantom/x'), `${REPO}/compare/main...phantom%2Fx`);
  equal(at('/commits/phantom/x/check-runs'), `${REPO}/commits/phantom%2Fx/check-runs`);
});

test('an address that the document does not have', () => {
  equal(operation('GET', `${REPO}/git/refs/heads/x`), undefined);
  equal(operation('PATCH', `${REPO}/git/ref/heads/x`), undefined);
  equal(operation('GET', '/graphql'), undefined);
});

test('parameters', () => {
  equal(faults('GET', `${REPO}/pulls?state=all&per_page=100`), '');
  match(faults('GET', `${REPO}/pulls?state=merged`), /query parameter state/);
  match(faults('GET', `${REPO}/pulls?page_size=100`), /page_size is not in the document/);
  match(faults('GET', `${REPO}/pulls?per_page=many`), /per_page must be integer/);
  match(faults('GET', `${REPO}/pulls/first`), /path parameter pull_number must be integer/);
});

test('bodies', () => {
  const tree = entry => faults('POST', `${REPO}/git/trees`, {base_tree: 'a', tree: [{path: 'a', mode: '100644', type: 'blob', content: '', ...entry}]});
  equal(tree({}), '');
  match(tree({mode: '644'}), /mode must be equal to one of the allowed values/);
  match(tree({encoding: 'utf-8'}), /encoding/);
  match(faults('POST', `${REPO}/git/commits`, {message: 'a'}), /required property 'tree'/);
  match(faults('PATCH', `${REPO}/git/refs/heads/x`, {sha: 'a', force: 'yes'}), /force must be boolean/);
  match(faults('POST', `${REPO}/pulls`), /no body/);
  match(faults('DELETE', `${REPO}/git/refs/heads/x`, {}), /the document has none/);
});

test('answers', () => {
  const found = operation('GET', `${REPO}/git/ref/heads/x`);
  const said = (status, body) => answerFaults(found, status, 'application/json', Buffer.from(JSON.stringify(body)));
  const ref = {ref: 'refs/heads/x', node_id: 'n', url: 'http://127.0.0.1/x', object: {type: 'commit', sha: 'a'.repeat(40), url: 'http://127.0.0.1/y'}};
  deepEqual(said(200, ref), {wrong: [], missing: []});
  match(said(200, {...ref, ref: 1}).wrong.join(), /ref must be string/);
  match(said(200, {ref: 'refs/heads/x'}).missing.join(), /node_id/);
  match(said(418, {}).wrong.join(), /418/);
});
