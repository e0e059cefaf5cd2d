// A module of its own, loaded when it is needed: all of a package is bundled that is imported as a whole at run time.
export { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
