const { createServer } = require('node:http');
const { version } = require('./package.json');

const port = Number(process.env.PORT ?? 3000);
createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ version, status: 'ok' }));
}).listen(port);
