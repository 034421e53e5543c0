/** The command line. */
@NullMarked
package io.keywheel.cli;

import org.jspecify.annotations.NullMarked;
