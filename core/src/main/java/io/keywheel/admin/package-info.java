/** The admin plane: dashboard and health. */
@NullMarked
package io.keywheel.admin;

import org.jspecify.annotations.NullMarked;
