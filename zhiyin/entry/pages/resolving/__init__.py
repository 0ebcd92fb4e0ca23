"""The pages behind the links of a complaint: choosing a resolution, saying whether it helped."""
