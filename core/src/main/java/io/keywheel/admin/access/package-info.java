/** Who may use the admin plane: tokens, browser sessions, one-time links, and what becomes of guesses. */
@NullMarked
package io.keywheel.admin.access;

import org.jspecify.annotations.NullMarked;
