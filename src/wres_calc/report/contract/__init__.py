"""Parts of the JSON contract (section 5): issues and measures. The whole is `report`'s."""
