/** PURE: the tokens that operators and callers bring, and what each allows. Knows no clock, no HTTP, no store. */
@NullMarked
package io.keywheel.token;

import org.jspecify.annotations.NullMarked;
