package io.keywheel.cluster;

import java.util.List;

/** What was decided of the changes of one record, in their order. */
record Rulings(List<Ruling> rulings) {}
