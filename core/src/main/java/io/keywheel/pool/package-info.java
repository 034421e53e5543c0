/** The pool of one provider's keys: which key serves now, what rests until when, and when the wheel turns. Pure: no I/O, no clock of its own. */
@NullMarked
package io.keywheel.pool;

import org.jspecify.annotations.NullMarked;
