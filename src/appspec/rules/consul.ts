import type { Rule } from './rule.ts';

/** Files of Consul that a bundle installs. Examples are files by their path in the bundle. */
export const consulRules = {
  'consul/refused': {
    severity: 'error',
    what: 'the Consul agent accepts what the bundle installs for it',
    why: 'One definition that it refuses makes the whole reload fail: "Error reloading: Unexpected response code: 500", and services keep the state of the release before.',
    fix: 'write it as the message says; consul validate FOLDER checks it, too',
    bad: 'consul/shop.json: {"service": {"name": "shop", "check": {"http": "http://127.0.0.1/"}}}',
    good: 'consul/shop.json: {"service": {"name": "shop", "check": {"http": "http://127.0.0.1/", "interval": "10s"}}}',
  },
  'consul/same-id': {
    severity: 'error',
    what: 'each service has an id of its own',
    why: 'The one that is read last replaces the other. Without an id the name is the id.',
    fix: 'give each an "id"',
    bad: 'consul/shop.json: {"services": [{"name": "shop", "port": 1}, {"name": "shop", "port": 2}]}',
    good: 'consul/shop.json: {"services": [{"id": "shop-1", "name": "shop", "port": 1}, {"id": "shop-2", "name": "shop", "port": 2}]}',
  },
  'consul/no-port': {
    severity: 'warning',
    what: 'a service names its port',
    why: 'Who asks Consul for the service is given an address without a port, and DNS answers with port 0.',
    fix: 'write "port"',
    bad: 'consul/shop.json: {"service": {"name": "shop"}}',
    good: 'consul/shop.json: {"service": {"name": "shop", "port": 8080}}',
  },
  'consul/never-passes': {
    severity: 'warning',
    what: 'a check can pass',
    why: 'The service stays critical, and whoever asks Consul for it never gets this instance.',
    fix: 'check what the service listens on',
    bad: 'consul/shop.json: {"service": {"name": "shop", "port": 8080, "check": {"tcp": "127.0.0.1", "interval": "10s"}}}',
    good: 'consul/shop.json: {"service": {"name": "shop", "port": 8080, "check": {"tcp": "127.0.0.1:8080", "interval": "10s"}}}',
  },
  'consul/other-port': {
    severity: 'warning',
    what: 'a check asks the port that the service has',
    why: 'It tells whether something else is well, and passes while nothing listens where clients are sent.',
    fix: 'write the same port in both places, or switch the rule off where the check has a port of its own',
    bad: 'consul/shop.json: {"service": {"name": "shop", "port": 8080, "check": {"tcp": "127.0.0.1:8081", "interval": "10s"}}}',
    good: 'consul/shop.json: {"service": {"name": "shop", "port": 8080, "check": {"tcp": "127.0.0.1:8080", "interval": "10s"}}}',
  },
  'consul/no-reload': {
    severity: 'warning',
    what: 'the Consul agent reads a replaced definition again',
    why: 'Until then it knows the service of the release before, with its version and its check.',
    fix: 'run consul reload in a hook after Install',
    bad: 'appspec.yml (source: consul, destination: /etc/consul.d)\nscripts/start.sh: systemctl restart shop',
    good: 'appspec.yml (source: consul, destination: /etc/consul.d)\nscripts/start.sh: systemctl restart shop && consul reload',
  },
} as const satisfies Record<string, Rule>;
