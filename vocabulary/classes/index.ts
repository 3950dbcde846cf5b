/** Classes of tokens: by script, or what else a token is. */

export { classOf, classOfText, inClassOrder, isOtherClass, OTHER_CLASSES, type TokenClass } from './class.js';
