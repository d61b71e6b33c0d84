import { hasRole } from './programs.ts';

/** Official images that set STOPSIGNAL: repository, matching tags, signal. */
type Row = readonly [repository: string, tags: RegExp, signal: string];

/** Their Dockerfiles at github.com/docker-library (nginx: github.com/nginx/docker-nginx), read 2026-11. */
const rows: readonly Row[] = [
  ['nginx', /^/, 'SIGQUIT'],
  ['httpd', /^/, 'SIGWINCH'],
  ['postgres', /^/, 'SIGINT'],
  ['haproxy', /^/, 'SIGUSR1'],
  ['php', /fpm/, 'SIGQUIT'],
  ['php', /apache/, 'SIGWINCH'],
  ['wordpress', /fpm/, 'SIGQUIT'],
  ['wordpress', /^(?!.*(?:fpm|cli))/, 'SIGWINCH'],
];

/** The STOPSIGNAL of an official image on Docker Hub. Returns undefined if the image uses Docker's default. */
export function stopSignalOf(repository: string, tag = 'latest'): string | undefined {
  return rows.find(([name, tags]) => name === repository && tags.test(tag))?.[2];
}

/**
 * The signal with which a program as process 1 finishes what it does and stops, if that is not Docker's default, SIGTERM. nginx(8),
 * php-fpm(8), httpd "Stopping and Restarting", HAProxy "Management Guide" 4, PostgreSQL "Shutting Down the Server", systemd(1) "Signals".
 */
export function gracefulSignalOf(program: string): string | undefined {
  if (program === 'systemd') return 'SIGRTMIN+3';
  if (program === 'postgres') return 'SIGINT';
  if (program === 'haproxy') return 'SIGUSR1';
  if (hasRole(program, 'finishesOnQuit')) return 'SIGQUIT';
  return hasRole(program, 'finishesOnWindowChange') ? 'SIGWINCH' : undefined;
}
