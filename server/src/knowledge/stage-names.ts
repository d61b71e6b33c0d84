/** Words in the names of stages for developers and tests, as in the documentation of Docker and of frameworks; November 2026. */
const forDevelopment = /(?:^|[-_.])(?:dev|devel|development|debug|test|tests|testing|ci|local)(?:$|[-_.])/;

/** Whether the name of a stage, in lower case, says that it is for developers or tests. */
export function isDevelopmentName(name: string): boolean {
  return forDevelopment.test(name);
}
