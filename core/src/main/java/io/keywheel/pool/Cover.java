package io.keywheel.pool;

/** Whether a limit, or all of a quota's, cover a request. */
enum Cover {
    YES,
    /** It does not, as far as one can guess: the provider may be asked. */
    PERHAPS,
    /** It does not, by the provider's own figures. */
    NO
}
