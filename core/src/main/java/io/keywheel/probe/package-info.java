/** Recovery of quarantined keys: each is probed now and then, without a bill, until its provider accepts it again. */
@NullMarked
package io.keywheel.probe;

import org.jspecify.annotations.NullMarked;
