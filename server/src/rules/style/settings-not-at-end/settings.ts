/** The instructions that only say how a container is started, watched and stopped. Nothing in the rest of a stage depends on them. */
export const settingsOfStart: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL']);
