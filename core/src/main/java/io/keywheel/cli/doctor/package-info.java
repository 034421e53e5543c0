/** {@code keywheel doctor}: what stands between a configuration and a server that works. */
@NullMarked
package io.keywheel.cli.doctor;

import org.jspecify.annotations.NullMarked;
