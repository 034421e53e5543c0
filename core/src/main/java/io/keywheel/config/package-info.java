/** Settings: read from every source, checked whole, every mistake told at once. */
@NullMarked
package io.keywheel.config;

import org.jspecify.annotations.NullMarked;
