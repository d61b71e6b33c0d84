/**
 * The unprivileged user that an official image contains, by repository. Images without such a user are not listed.
 * https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user, and the Dockerfiles of the other images.
 */
export const userInImage: ReadonlyMap<string, string> = new Map([
  ['node', 'node'],
  ['gradle', 'gradle'],
]);

/** Users other than root that every image of a distribution has. From Debian's base-passwd and Alpine's alpine-baselayout. */
export const usersInDistribution: Readonly<Record<string, readonly string[]>> = {
  debian: ['nobody', 'www-data'],
  ubuntu: ['nobody', 'www-data'],
  alpine: ['nobody', 'guest'],
};

/** Official images whose server drops root privileges after opening its port or files, according to their entrypoints. */
export const imagesDroppingRoot: ReadonlySet<string> = new Set([
  'cassandra', 'couchdb', 'haproxy', 'httpd', 'influxdb', 'mariadb', 'memcached', 'mongo', 'mysql', 'neo4j', 'nginx', 'postgres',
  'rabbitmq', 'redis', 'registry', 'wordpress',
]); // prettier-ignore

/** Programs that start as root on purpose: they drop root privileges themselves, or start other programs as other users. */
export const programsStartingAsRoot: ReadonlySet<string> = new Set([
  'apache2', 'apache2-foreground', 'apache2ctl', 'apachectl', 'cron', 'crond', 'dockerd', 'gosu', 'httpd', 'httpd-foreground', 'init',
  'mysqld', 'nginx', 'php-fpm', 'postgres', 'redis-server', 'runuser', 's6-svscan', 'setpriv', 'sshd', 'su', 'su-exec', 'sudo',
  'supervisord', 'systemd',
]); // prettier-ignore
