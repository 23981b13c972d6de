package io.tripline.architecture.ruin.pipeline;

import io.tripline.architecture.ruin.kafka.Chicken;
import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;

/** Named for nothing in particular, and tied to Kafka and files. */
public record BoxManager(Chicken chicken, TopicPartition partition, Path file) {}
