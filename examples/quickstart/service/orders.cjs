// The smallest service worth deploying: /status answers which version runs, and whether it is healthy.
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');

const version = readFileSync(`${__dirname}/VERSION`, 'utf8').trim();

createServer((request, response) => {
  const found = request.url === '/status';
  response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(found ? { version, status: 'Healthy' } : { error: 'not found' }));
}).listen(8080, '127.0.0.1', () => console.log(`orders ${version} listens on port 8080`));
