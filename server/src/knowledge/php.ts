/** The first version of PHP in which OPcache is always built in: https://wiki.php.net/rfc/make_opcache_required */
export const firstPhpWithOpcache: readonly [major: number, minor: number] = [8, 5];

/** Variants of the official image that serve requests: https://github.com/docker-library/php (2026-11) */
export const phpServerVariants: ReadonlySet<string> = new Set(['fpm', 'apache']);
