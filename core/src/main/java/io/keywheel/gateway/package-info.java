/** The data plane: takes a request, serves it with a key that works, goes on to the next when one is refused. */
@NullMarked
package io.keywheel.gateway;

import org.jspecify.annotations.NullMarked;
