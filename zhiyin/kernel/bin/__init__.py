"""The bin (回收站): deleted things of the settings rest 30 days before they are gone."""
