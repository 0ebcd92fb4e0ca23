"""Questions to the inference process, which alone holds models and indexes."""
