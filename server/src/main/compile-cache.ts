import module from 'node:module';

// Node 22.8 and newer can keep what they compiled for the next start, in the machine's folder for temporary files: the services are then
// there in two thirds of the time. Older ones have no such function. To be imported before anything large is.
// https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
