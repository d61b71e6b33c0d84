/*
 * Settings that make a program run in a debug or development mode: it prints internals to its users, reloads files, or lets a debugger in.
 * From the documentation of Flask, Django (by convention), Rails, Laravel, Symfony, ASP.NET Core, Node.js and the JDK, read in 2026-11.
 */

/** Variables, with the values that turn the mode on. */
export const debugVariables: Readonly<Record<string, RegExp>> = {
  FLASK_DEBUG: /^(?:1|true|yes|on)$/i,
  FLASK_ENV: /^development$/i,
  DJANGO_DEBUG: /^(?:1|true|yes|on)$/i,
  APP_DEBUG: /^(?:1|true)$/i,
  APP_ENV: /^(?:dev|development|local)$/i,
  RAILS_ENV: /^development$/i,
  RACK_ENV: /^development$/i,
  ASPNETCORE_ENVIRONMENT: /^development$/i,
  DOTNET_ENVIRONMENT: /^development$/i,
  NODE_ENV: /^development$/i,
  SYMFONY_ENV: /^dev$/i,
  PYTHONASYNCIODEBUG: /^1$/,
};

/** Options in the start command of a container that turn it on, or that let a debugger in. */
export const debugOptions =
  /(?:^|[\s"'=])(--inspect(?:-brk)?(?:=\S+?)?|-agentlib:jdwp=[^\s"']+|-Xrunjdwp:[^\s"']+|--pdb|-m debugpy|-m pdb|debugpy)(?=[\s"',\]]|$)/;

/** Names of stages that are meant for it. */
export const developmentStage = /dev|debug|test|local|watch/i;
