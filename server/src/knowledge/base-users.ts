/**
 * The unprivileged user that an official image contains, by repository. Images without such a user are not listed.
 * https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user, and the Dockerfiles of the other images.
 */
export const userInImage: ReadonlyMap<string, string> = new Map([
  ['node', 'node'],
  ['gradle', 'gradle'],
]);

/** Images of build tools, besides the official ones, that run as root. https://github.com/sbt/docker-sbt, https://github.com/crystal-lang (2026-11) */
export const imagesOfRoot: ReadonlySet<string> = new Set(['crystallang/crystal', 'sbtscala/scala-sbt', 'hseeberger/scala-sbt']);

/** Users other than root that every image of a distribution has. From Debian's base-passwd and Alpine's alpine-baselayout. */
export const usersInDistribution: Readonly<Record<string, readonly string[]>> = {
  debian: ['nobody', 'www-data'],
  ubuntu: ['nobody', 'www-data'],
  alpine: ['nobody', 'guest'],
};

/**
 * The users in an image that has no program to create others: none in the empty image, and those of distroless images. Undefined for other
 * images. https://github.com/GoogleContainerTools/distroless/blob/main/common/variables.bzl
 */
export function usersInEmptyImage(image: {
  readonly isScratch: boolean;
  readonly registry: string;
  readonly repository: string;
}): readonly string[] | undefined {
  if (image.isScratch) return [];
  return image.registry === 'gcr.io' && image.repository.startsWith('distroless/') ? ['root', 'nobody', 'nonroot'] : undefined;
}

/** Official images whose server drops root privileges after opening its port or files, according to their entrypoints. */
export const imagesDroppingRoot: ReadonlySet<string> = new Set([
  'cassandra', 'couchdb', 'haproxy', 'httpd', 'influxdb', 'mariadb', 'memcached', 'mongo', 'mysql', 'neo4j', 'nginx', 'postgres',
  'rabbitmq', 'redis', 'registry', 'wordpress',
]); // prettier-ignore

/** Programs that start as root on purpose: they drop root privileges themselves, or start other programs as other users. */
export const programsStartingAsRoot: ReadonlySet<string> = new Set([
  'apache2', 'apache2-foreground', 'apache2ctl', 'apachectl', 'cron', 'crond', 'dockerd', 'gosu', 'httpd', 'httpd-foreground', 'init',
  'danted', 'dovecot', 'exim', 'mysqld', 'named', 'nginx', 'nmbd', 'nullmailer-send', 'ocserv', 'openvpn', 'php-fpm', 'postfix', 'proftpd',
  'pure-ftpd', 'samba', 'sendmail', 'smbd', 'squid', 'tinyproxy', 'vsftpd', 'xrdp', 'xrdp-sesman', 'postgres', 'redis-server', 'runuser', 's6-svscan', 'setpriv', 'sshd', 'su', 'su-exec', 'sudo',
  'supervisord', 'systemd',
]); // prettier-ignore

/**
 * Users that tools for development in containers expect; they start programs as this user by their own settings.
 * https://github.com/devcontainers/images (vscode, codespace), https://www.gitpod.io/docs/configure/workspaces/workspace-image
 */
export const developmentUsers: ReadonlySet<string> = new Set(['vscode', 'codespace', 'gitpod']);
