/** What operators watch: health, the log lines people know. */
@NullMarked
package io.keywheel.telemetry;

import org.jspecify.annotations.NullMarked;
