// Stands before a GitHub: holds each exchange against the document, then passes it on with `/` in parameters as %2F.
import {createServer} from 'node:http';
import {answerFaults, encoded, operation, requestFaults} from './document.mjs';

const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];

/** @param upstream origin of the GitHub behind it; its own addresses in answers become the proxy's */
export async function proxy(upstream) {
  const seen = [];
  let origin = '';

  async function pass(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const url = new URL(request.url, upstream);
    const found = operation(request.method, url.pathname);
    const faults = found
      ? requestFaults(found, url.searchParams, request.headers['content-type'], bytes)
      : ['the document has no such operation'];
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP.includes(name)));
    const answer = await fetch(upstream + (found ? encoded(found) : url.pathname) + url.search, {
      method: request.method, headers, redirect: 'manual', body: bytes.length ? bytes : undefined,
    });
    const text = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type');
    seen.push({
      method: request.method, name: found?.operation.name ?? `${request.method} ${url.pathname}`, query: url.search,
      accept: request.headers.accept, faults, status: answer.status, ...(found ? answerFaults(found, answer.status, type, text) : {}),
    });
    const kept = [...answer.headers].filter(([name]) => ![...HOP, 'content-encoding'].includes(name));
    response.writeHead(answer.status, Object.fromEntries(kept.map(([name, value]) => [name, value.replaceAll(upstream, origin)])));
    response.end(type?.includes('json') ? text.toString('utf8').replaceAll(upstream, origin) : text);
  }

  const server = createServer((request, response) => pass(request, response).catch(e => {
    seen.push({method: request.method, name: `${request.method} ${request.url}`, faults: [`the proxy failed: ${e}`]});
    response.writeHead(502).end();
  }));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${server.address().port}`;
  return {origin, seen, close: () => server.close()};
}
