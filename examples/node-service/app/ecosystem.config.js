module.exports = {
  apps: [{ name: 'shop', script: 'server.js', instances: 2, env: { PORT: 3000 } }],
};
