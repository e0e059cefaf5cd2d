import { types } from 'node:util';

// The SDK prints five lines about Node 20 otherwise.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

// Jest runs tests in a realm of their own, in which errors that Node makes (of sockets and files) are no
// instances of Error; the SDK would then hide what they say.
const isOrdinaryInstance = Function.prototype[Symbol.hasInstance];
Object.defineProperty(Error, Symbol.hasInstance, {
  value(candidate) {
    if (isOrdinaryInstance.call(this, candidate)) return true;
    return this === Error && types.isNativeError(candidate);
  },
});
