/** The commands that speak to a running server, and how they print. */
@NullMarked
package io.keywheel.cli.operate;

import org.jspecify.annotations.NullMarked;
