/**
 * The ordinary user that an official image brings along, by repository. What it does not bring is not listed.
 * https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user, and the Dockerfiles of the others.
 */
export const userInImage: ReadonlyMap<string, string> = new Map([
  ['node', 'node'],
  ['gradle', 'gradle'],
]);

/** Users that every image of a distribution has besides root. Debian's base-passwd, Alpine's alpine-baselayout. */
export const usersInDistribution: Readonly<Record<string, readonly string[]>> = {
  debian: ['nobody', 'www-data'],
  ubuntu: ['nobody', 'www-data'],
  alpine: ['nobody', 'guest'],
};

/** Official images whose server gives up root by itself once it has opened its port or its files. Per their own entrypoints. */
export const dropsRootItself: ReadonlySet<string> = new Set([
  'cassandra', 'couchdb', 'haproxy', 'httpd', 'influxdb', 'mariadb', 'memcached', 'mongo', 'mysql', 'neo4j', 'nginx', 'postgres',
  'rabbitmq', 'redis', 'registry', 'wordpress',
]); // prettier-ignore

/** Programs that start as root on purpose: they give up root themselves, or start others under their own users. */
export const startsAsRoot: ReadonlySet<string> = new Set([
  'apache2', 'apache2-foreground', 'apache2ctl', 'apachectl', 'cron', 'crond', 'dockerd', 'gosu', 'httpd', 'httpd-foreground', 'init',
  'mysqld', 'nginx', 'php-fpm', 'postgres', 'redis-server', 'runuser', 's6-svscan', 'setpriv', 'sshd', 'su', 'su-exec', 'sudo',
  'supervisord', 'systemd',
]); // prettier-ignore
