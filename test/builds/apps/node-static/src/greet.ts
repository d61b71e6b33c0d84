export const greet = (name: string): string => `Good day, ${name}`;
